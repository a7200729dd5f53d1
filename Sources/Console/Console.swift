import API
import Mustache
import EES
